"""HTTP: the app, middleware, sign-in, tokens, errors, JSON API, uploads."""

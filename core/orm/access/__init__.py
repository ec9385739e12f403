"""Who may do what: rights and record rules, compiled into every read and checked at every flush (SPEC AR-5).

`rules_file` reads an addon's access.toml, `policy` is what all of them add up to, `role_set` the policy as one set of
roles sees it. `criteria` puts its conditions into SELECTs, `statements` refuses statements that would go round them,
`guard` checks what is written, and `sessions` brings it together in the user's and the system's session.
"""

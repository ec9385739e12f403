// Every script of a page. Each one makes a form or link that works alone more convenient.
import "./swap.js";
import "./toast.js";
import "./guard.js";
import "./keys.js";
import "./palette.js";
import "./board.js";
import "./bulk.js";
import "./combobox.js";
import "./rich.js";
import "./snippets.js";
import "./upload.js";

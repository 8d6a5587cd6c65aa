// Small improvements; everything works without them.
import { watchCounters } from "./counter.js";
import { watchForms } from "./autosave.js";
import { openForPrint, watchMenus, watchPrintButtons } from "./menu.js";

watchCounters();
watchForms();
watchMenus();
openForPrint();
watchPrintButtons();

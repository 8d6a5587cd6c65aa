// Small improvements; everything works without them.
import { watchCounters } from "./counter.js";
import { watchForms } from "./autosave.js";
import { watchPresence } from "./presence.js";
import { watchCheckAll, watchRefresh } from "./refresh.js";
import { openForPrint, showCurrentPart, watchMenus, watchPrintButtons } from "./menu.js";

watchCounters();
watchForms();
watchPresence();
watchMenus();
openForPrint();
showCurrentPart();
watchPrintButtons();
watchRefresh();
watchCheckAll();

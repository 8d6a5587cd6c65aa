// Small improvements; everything works without them.
import { watchCounters } from "./counter.js";
import { watchForms } from "./autosave.js";
import { watchPresence } from "./presence.js";
import { watchCheckAll, watchRefresh } from "./refresh.js";
import { foldFilters, openForPrint, showCurrentPart, watchMenus, watchPrintButtons } from "./menu.js";

watchCounters();
watchForms();
watchPresence();
watchMenus();
openForPrint();
foldFilters();
showCurrentPart();
watchPrintButtons();
watchRefresh();
watchCheckAll();

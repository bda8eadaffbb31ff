// Everything works without these scripts; with them pages stay up to date, keep their place, and copy.
import { startConsole } from "./console.js";
import { startCopying } from "./copy.js";
import { startLive } from "./live.js";
import { startTheme } from "./theme.js";
import { startVisits } from "./visit.js";
import { startWaterfall } from "./waterfall.js";

for (const start of [startTheme, startCopying, startWaterfall, startVisits, startLive, startConsole])
  start();

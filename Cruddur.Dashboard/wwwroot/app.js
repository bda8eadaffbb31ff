// Everything works without these scripts; with them pages stay up to date, keep their place, and copy.
import { startCompleting } from "./complete.js";
import { startConsole } from "./console.js";
import { startCopying } from "./copy.js";
import { startKeys } from "./keys.js";
import { startLive } from "./live.js";
import { startScatter } from "./scatter.js";
import { startTail } from "./tail.js";
import { startTheme } from "./theme.js";
import { startVisits } from "./visit.js";
import { startWaterfall } from "./waterfall.js";
import { startZooming } from "./zoom.js";

for (const start of [startTheme, startCopying, startWaterfall, startZooming, startScatter, startCompleting, startKeys, startVisits, startLive, startTail, startConsole])
  start();

// The page of the series.

import { startForm } from "./form.js";
import { listenToOthers } from "./others.js";

startForm();
listenToOthers();

// The page of the series.

import { startForm } from "./form.js";

startForm();

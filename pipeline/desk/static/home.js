// The list of stories, when others change something meanwhile: it says so, and moves nothing under anybody's hands.

import { listen } from "./events.js";

const notice = document.getElementById("changed");
const { pulse } = notice.dataset;

listen({ list: "1" }, { list: ({ data }) => { if (data) notice.hidden = data === pulse; } });

// What every page of the desk runs: parts of pages that change by themselves, and keys for lists.
import "./htmx";
import "htmx-ext-sse";

import { listenOnCorrections } from "./corrections";
import { listenOnHandoffs } from "./handoff";
import { listenForListKeys } from "./list_keys";

listenForListKeys();
listenOnCorrections();
listenOnHandoffs();

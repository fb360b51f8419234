import type { Exchange } from "./exchange.ts";
import { fetchExchange } from "./fetch.ts";

/** What sends unless the user gives a `fetch`: that of the runtime, as it is at the time of the call. */
export const exchange: Exchange = fetchExchange((...call) => globalThis.fetch(...call));

/** Callbacks: operations that the provider sends and our user answers. */

import type { Location } from "./redocly.ts";

/** Whether a place is within a callback, which stands under a key `callbacks` wherever it is written. */
export function inCallback(location: Location): boolean {
  return /^#\/(.*\/)?callbacks\//.test(location.pointer);
}

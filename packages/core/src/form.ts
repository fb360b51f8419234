import { checkTextValue, toTextValue } from "./text-value.ts";

/** Writes members as `application/x-www-form-urlencoded`; an array repeats its name. */
export function stringifyForm(members: Readonly<Record<string, unknown>>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) continue;
    for (const part of [toTextValue(value)].flat()) {
      checkTextValue(name, part);
      form.append(name, String(part));
    }
  }
  return form.toString();
}

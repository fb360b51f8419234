/** Names and values of a query or of a form, decoded. Undefined: the percent-encoding is broken or no UTF-8. */
export function decodeForm(text: string): [name: string, value: string][] | undefined {
  try {
    return text
      .split("&")
      .filter((pair) => pair !== "")
      .map((pair) => {
        const [name = "", value = ""] = pair.split(/=(.*)/s);
        return [decode(name), decode(value)];
      });
  } catch {
    return undefined;
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}

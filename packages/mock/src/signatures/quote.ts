/** Text of a request as a message shows it: in quotes, on one line, cut off after `length` characters. */
export function quote(text = "", length = 60): string {
  return JSON.stringify(text.length > length ? `${text.slice(0, length)}…` : text);
}

/** The segment of a path that stands for a variable of its template, still percent-encoded. */
export function pathValue(path: string, template: string, name: string): string | undefined {
  const wanted = `{${name.toLowerCase()}}`;
  const position = template.split("/").findIndex((segment) => segment.toLowerCase() === wanted);
  return path.split("/")[position];
}

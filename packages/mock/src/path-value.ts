/** What stands in a path for a variable of its template. */
export function pathValue(path: string, template: string, name: string): string | undefined {
  const wanted = `{${name.toLowerCase()}}`;
  const position = template.split("/").findIndex((segment) => segment.toLowerCase() === wanted);
  const segment = path.split("/")[position];
  return segment === undefined ? undefined : decodeURIComponent(segment);
}

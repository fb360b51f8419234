import type { Arguments } from "./arguments.ts";
import { sampleWidth } from "./format.ts";
import { SampleFile } from "./sample-file.ts";

/** What curl is told of a body. */
export interface CurlBody {
  readonly options: readonly string[];
  /** What curl sends it by, unless told otherwise. */
  readonly method: string;
  /** Whether our client's `Content-Type` has to be given. */
  readonly sendsType: boolean;
}

/** A file stays one: curl reads it as it sends it, and gives it no type of its own. */
export async function curlBody(request: Request, given: Arguments): Promise<CurlBody> {
  if (given.body instanceof SampleFile)
    return { options: [`-T ${given.body.name}`], method: "PUT", sendsType: true };
  const type = request.headers.get("content-type");
  if (type?.startsWith("multipart/form-data")) {
    const parts = [...(await request.formData())].map(([name, value]) =>
      typeof value === "string"
        ? `--form-string ${quoted(`${name}=${value}`)}`
        : `-F ${quoted(`${name}=@${value.name}`)}`,
    );
    return { options: parts, method: "POST", sendsType: false };
  }
  const body = await request.text();
  if (body === "") return { options: [], method: "GET", sendsType: true };
  return { options: [`-d ${quoted(readableBody(body, type))}`], method: "POST", sendsType: true };
}

/** A body as it is sent; JSON that is too wide in lines of its own, unless that would change its numbers. */
function readableBody(body: string, contentType: string | null): string {
  if (body.length <= sampleWidth || !contentType?.includes("json")) return body;
  const value: unknown = JSON.parse(body);
  return JSON.stringify(value) === body ? JSON.stringify(value, null, 2) : body;
}

/** A word of the shell that is taken as it stands. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

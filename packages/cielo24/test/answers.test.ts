import { createCielo24Client, NotFoundError } from "@jobwire/cielo24";
import { describe, expect, test } from "vitest";
import { serve } from "../../core/test/serve.ts";
import { startServer } from "../../core/test/server.ts";

const job_id = "64bea283eff6475ea6596027a6ba0929";
const srt = "1\n00:00:01,120 --> 00:00:03,800\nWelcome.\n";
const mp3 = Uint8Array.of(0xff, 0xfb, 0x90, 0x00, 0x80);

/** A client of a server that always answers so. */
async function client(body: string | Uint8Array, type: string, status = 200) {
  const server = await startServer((response) => {
    response.writeHead(status, type ? { "Content-Type": type } : {});
    response.end(body);
  });
  return createCielo24Client({ apiToken: "a-session", baseUrl: server.url, retries: 0 });
}

const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream as BodyInit).arrayBuffer());

describe("JSON", () => {
  test("what is not set is null, whatever its type", async () => {
    const job = {
      JobId: job_id,
      MediaLengthSeconds: "",
      CompletedDate: "",
      JobName: "",
      JobStatus: "Pending",
    };
    const cielo24 = await client(JSON.stringify(job), "application/json");
    expect(await cielo24.getJobInfo({ job_id })).toEqual({
      ...job,
      MediaLengthSeconds: null,
      CompletedDate: null,
    });
  });

  test("is so in lists as well, and what is set stays", async () => {
    const job = { JobId: job_id, MediaLengthSeconds: 607.81, CreationDate: "2014-08-27T14:00:06" };
    const list = { Username: "john_doe", ActiveJobs: [{ ...job, StartDate: "" }] };
    const cielo24 = await client(JSON.stringify(list), "application/json");
    expect((await cielo24.listJobs()).ActiveJobs).toEqual([{ ...job, StartDate: null }]);
  });

  test("with 201 is a success", async () => {
    const answer = { translation_job_ids: [job_id], message: "Made." };
    const cielo24 = await client(JSON.stringify(answer), "application/json", 201);
    const ordered = await cielo24.orderTranslation({ job_id, target_languages: ["de"] });
    expect(ordered).toEqual(answer);
  });
});

describe("no body", () => {
  test.each([200, 204])("with %i resolves to undefined", async (status) => {
    const cielo24 = await client("", "", status);
    expect(await cielo24.burnInCaption({ job_id })).toBeUndefined();
    expect(await cielo24.authorizeJob({ job_id })).toBeUndefined();
  });
});

describe("text", () => {
  test("is as it came", async () => {
    const cielo24 = await client(srt, "text/plain");
    expect(await cielo24.getCaption({ job_id, caption_format: "SRT" })).toBe(srt);
    expect(await cielo24.getTranscript({ job_id, file_format: "txt" })).toBe(srt);
  });

  test("is text, even if it could be JSON or has no type", async () => {
    const cielo24 = await client('{"CaptionUrl":"x"}', "");
    expect(await cielo24.getCaption({ job_id, caption_format: "SRT", build_url: false })).toBe(
      '{"CaptionUrl":"x"}',
    );
  });

  test("can be streamed", async () => {
    const cielo24 = await client(srt, "text/plain");
    const stream = await cielo24.getCaption({ job_id, caption_format: "SRT" }, { as: "stream" });
    expect(new TextDecoder().decode(await bytesOf(stream))).toBe(srt);
  });

  test("is a link where that was asked for, even as a stream", async () => {
    const cielo24 = await client('{"CaptionUrl":"https://a.example/b.srt"}', "application/json");
    const given = { job_id, caption_format: "SRT", build_url: true } as const;
    expect(await cielo24.getCaption(given)).toEqual({ CaptionUrl: "https://a.example/b.srt" });
    expect(await cielo24.getCaption(given, { as: "stream" } as object)).toHaveProperty("CaptionUrl");
  });

  test("has errors in JSON", async () => {
    const server = await serve(() => ({
      status: 400,
      body: { ErrorType: "ITEM_NOT_FOUND", ErrorComment: "No" },
    }));
    const cielo24 = createCielo24Client({ apiToken: "a-session", baseUrl: server.url });
    for (const call of [
      cielo24.getCaption({ job_id, caption_format: "SRT" }),
      cielo24.getCaption({ job_id, caption_format: "SRT" }, { as: "stream" }),
      cielo24.downloadMedia({ job_id, media_type: "mp3" }),
    ])
      await expect(call).rejects.toThrow(NotFoundError);
  });
});

describe("bytes", () => {
  test.each(["mp3", "mp4"] as const)("of an %s are as they came", async (media_type) => {
    const cielo24 = await client(mp3, "audio/mpeg");
    const bytes = await cielo24.downloadMedia({ job_id, media_type });
    expect(bytes).toBeInstanceOf(Uint8Array);
    expect([...bytes]).toEqual([...mp3]);
  });

  test("can be streamed", async () => {
    const cielo24 = await client(mp3, "audio/mpeg");
    const stream = await cielo24.downloadMedia({ job_id, media_type: "mp3" }, { as: "stream" });
    expect([...(await bytesOf(stream))]).toEqual([...mp3]);
  });

  test("come with their headers", async () => {
    const cielo24 = await client(mp3, "audio/mpeg");
    const { data, response } = await cielo24.downloadMedia({ job_id, media_type: "mp3" }).withResponse();
    expect(data.length).toBe(5);
    expect(response.headers.get("content-type")).toBe("audio/mpeg");
  });
});

describe("by path", () => {
  const query = { job_id, caption_format: "SRT" } as const;

  test("text, bytes and the kind that was asked for are the same", async () => {
    const captions = await client(srt, "text/plain");
    expect((await captions.raw.GET("/api/job/get_caption", { params: { query } })).data).toBe(srt);
    const link = await client('{"CaptionUrl":"u"}', "application/json");
    const asked = { params: { query: { ...query, build_url: true } } };
    expect((await link.raw.GET("/api/job/get_caption", asked)).data).toEqual({ CaptionUrl: "u" });
    const media = await client(mp3, "audio/mpeg");
    const { data } = await media.raw.GET("/api/job/download_media", {
      params: { query: { job_id, media_type: "mp3" } },
    });
    expect([...new Uint8Array(data ?? new ArrayBuffer())]).toEqual([...mp3]);
  });
});

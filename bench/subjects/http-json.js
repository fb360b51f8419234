/** A request over `node:http` by hand, as the floors of the simpler APIs send it: resolves to the JSON answered. */
import { request } from "./node-http.js";

export function send(options, body) {
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      let answer = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        answer += chunk;
      });
      response.on("error", reject).on("end", () => {
        try {
          if (response.statusCode >= 300) throw new Error(`status ${response.statusCode}: ${answer}`);
          resolve(answer === "" ? undefined : JSON.parse(answer));
        } catch (error) {
          reject(error);
        }
      });
    });
    sent.on("error", reject).end(body);
  });
}

/** The official Tencent SDK at its best: the service's own file, and an agent that keeps connections. */

import service from "tencentcloud-sdk-nodejs/tencentcloud/services/batch/index.js";
import { Agent } from "./node-http.js";
import { connectBy } from "./tc3-sdk-client.js";

export const connect = (url) => connectBy(service.batch, url, new Agent({ keepAlive: true }));

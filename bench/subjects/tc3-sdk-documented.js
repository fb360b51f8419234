/** The official Tencent SDK as its README imports it, and as it is without an agent. */
import sdk from "tencentcloud-sdk-nodejs";
import { connectBy } from "./tc3-sdk-client.js";

export const connect = (url) => connectBy(sdk.batch, url);

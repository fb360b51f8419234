/** A 64-bit integer as input: a decimal string, a bigint, or a safe integer. Answers give decimal strings. */
export type Int64Input = string | bigint | number;

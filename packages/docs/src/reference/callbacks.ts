import { parametersOf, resolve } from "../../../../scripts/generate/document.ts";
import type { Bundle, OperationObject, ParameterObject } from "./bundle.ts";

/** A call that the provider makes, to an address that an operation's input gave it. */
export interface Callback {
  /** The input that holds the address, such as `callback_url`. */
  readonly address: string;
  readonly method: string;
  /** The function of the package that reads it, such as `parseTranscriptionComplete`. */
  readonly parser: string;
  readonly spec: OperationObject;
  readonly parameters: readonly ParameterObject[];
}

/** What the provider calls after an operation. */
export function callbacksOf(bundle: Bundle, { callbacks = {} }: OperationObject): Callback[] {
  return Object.values(callbacks).flatMap((callback) =>
    Object.entries(resolve<Record<string, object>>(bundle, callback as Record<string, object>)).flatMap(
      ([expression, item]) =>
        Object.entries(item as Record<string, OperationObject>).map(([method, spec]): Callback => {
          const id = spec.operationId;
          return {
            address: expression.replace(/^\{\$request\.\w+[.#]\/?|\}$/g, ""),
            method: method.toUpperCase(),
            parser: `parse${id.charAt(0).toUpperCase()}${id.slice(1)}`,
            spec,
            parameters: parametersOf(bundle, [], spec),
          };
        }),
    ),
  );
}

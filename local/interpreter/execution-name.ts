// StartExecution: "A name must not contain: white space; brackets < > { } [ ]; wildcard characters ? *; special
// characters " # % \ ^ | ~ ` $ & , ; : /; control characters". Ours relies on it: ids are put together with : and /.
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** Would AWS take this name for an execution? 1 to 80 characters, without those it forbids. */
export function isExecutionName(name: string): boolean {
  return name.length >= 1 && name.length <= 80 && !FORBIDDEN.test(name);
}

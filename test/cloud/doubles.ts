/** An error with the name that AWS gives it. */
export function named(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}

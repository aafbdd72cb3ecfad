import { WrongUse } from '../local/stored.ts';

/** What AWS says when it does not let us in, by the name of its error, and what the operator can do. */
const known: Record<string, string> = {
  CredentialsProviderError:
    'No AWS credentials were found. Log in first (aws sso login), or name a profile with --profile.',
  TokenProviderError: 'The AWS login has ended. Log in again (aws sso login).',
  ExpiredToken: 'The AWS credentials have expired. Log in again.',
  ExpiredTokenException: 'The AWS credentials have expired. Log in again.',
  UnrecognizedClientException: 'AWS does not know these credentials. Is it the right profile (--profile)?',
  InvalidClientTokenId: 'AWS does not know these credentials. Is it the right profile (--profile)?',
  InvalidSignatureException:
    'AWS does not accept the signature of these credentials. Are they complete, and is the clock right?',
};

/** An error of the SDK in the operator's words where we know what to do; any other as it is. */
export function inWords(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const words = known[error.name];
  if (words) return new WrongUse(words);
  if (error.message === 'Region is missing')
    return new WrongUse('No AWS region is set. Name it with --region, or set AWS_REGION.');
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ECONNREFUSED')
    return new WrongUse('AWS cannot be reached. Is the name of the region right, and is there a network?');
  return error;
}

/** True where the operator's own rights do not suffice. */
export function isForbidden(error: unknown): boolean {
  return (
    error instanceof Error && /^(AccessDenied|AuthorizationError|UnauthorizedOperation)/.test(error.name)
  );
}

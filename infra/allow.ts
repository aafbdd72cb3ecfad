import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type PolicyStatementProps, type Role } from 'aws-cdk-lib/aws-iam';
import { accept } from './accept.ts';

/** What a role may do, and why where it cannot be said of exactly which thing. */
export interface Allowed extends Omit<PolicyStatementProps, 'effect' | 'principals'> {
  actions: string[];
  /** Needed where a resource has a star. */
  star?: string;
}

/**
 * Lets a role do something.
 *
 * @throws Error for a star among the actions, or one among the resources without a reason
 */
export function allow(role: Role, statements: readonly Allowed[]): void {
  for (const { star, ...statement } of statements) {
    const stars = [...(statement.resources ?? []), ...(statement.notResources ?? [])].filter((one) =>
      one.includes('*'),
    );
    if (
      statement.actions.some((action) => action.includes('*')) ||
      (stars.length > 0 && star === undefined)
    ) {
      throw new Error(`${statement.actions.join(', ')}: a star needs a reason, and no action has one.`);
    }
    role.addToPolicy(new PolicyStatement(statement));
    if (star === undefined) continue;
    for (const resource of stars) acceptStar(role, flat(Stack.of(role).resolve(resource)), star);
  }
}

/** Accepts a star that the CDK itself puts into the policy of a role. */
export function acceptStar(role: Role, resource: string, reason: string): void {
  accept(role, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
}

/** A resource as the check writes it: references in angle brackets. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[key, of] = []] = Object.entries(value as Record<string, unknown>);
  switch (key) {
    case 'Ref':
      return `<${of}>`;
    case 'Fn::GetAtt':
      return `<${(of as string[]).join('.')}>`;
    case 'Fn::ImportValue':
      return flat(of);
    case 'Fn::Join': {
      const [between, parts] = of as [string, unknown[]];
      return parts.map(flat).join(between);
    }
    default:
      throw new Error(`A resource is written in a way that is not known here: ${key}.`);
  }
}

import type { Construct } from 'constructs';

export function acceptWildcards(_construct: Construct): void {}

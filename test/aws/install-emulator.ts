import { installPython } from '../../bench/python-environment.ts';
import { places } from './places.ts';

/**
 * Installs the AWS emulator (MiniStack, https://pypi.org/project/ministack) into `.amicable/emulator`, a Python
 * environment of this project alone. Does nothing when it is there already.
 */

const problem = installPython({
  what: 'the AWS emulator (MiniStack)',
  folder: places.emulator,
  oldest: 10,
  packages: [
    'ministack==1.5.33',
    // CDK's own function for a bucket's notifications is in Python and needs it.
    'boto3==1.43.106',
    'botocore==1.43.106',
    'defusedxml==0.7.1',
    'graphql-core==3.2.12',
    'h11==0.16.0',
    'h2==4.4.1',
    'hpack==4.2.0',
    'hypercorn==0.18.0',
    'hyperframe==6.1.0',
    'jmespath==1.1.0',
    'jsonata-python==0.7.1',
    'priority==2.0.0',
    'python-dateutil==2.9.0.post0',
    'PyYAML==6.0.4',
    's3transfer==0.19.3',
    'six==1.17.0',
    'tzdata==2026.6',
    'urllib3==2.8.0',
    'wsproto==1.3.2',
  ],
});
if (problem) {
  console.error(problem);
  process.exitCode = 2;
}

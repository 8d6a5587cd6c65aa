// Every page of the route table in bokmål.

import { lookAtEveryPage } from './support/pages.mjs';

lookAtEveryPage('nb');

// Every page of the route table in nynorsk.

import { lookAtEveryPage } from './support/pages.mjs';

lookAtEveryPage('nn');

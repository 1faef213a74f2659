export { appeal } from './appeal/workflow';
export { calendar } from './calendar/workflow';
export { meeting } from './meeting/workflow';
export { request } from './request/workflow';
export { outage } from './outage/workflow';

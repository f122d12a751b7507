import adyen from 'virtual:adyen-styles/base';
import own from './own.css?inline';

/** What every method needs: adyen-web's buttons and spinners, and the enabler's messages. */
export default adyen + own;

import {Checkout} from "@website_sale/interactions/checkout";
import {patch} from "@web/core/utils/patch";

patch(Checkout.prototype, {
    /**
     * The promised date comes with the price: only then is the line known of a method
     * that chooses the best one.
     *
     * @override
     */
    _updateAmountBadge(radio, rateData) {
        super._updateAmountBadge(...arguments);
        const promise = this._getDeliveryMethodContainer(radio).querySelector(
            "[name='linkstar_promise']"
        );
        if (promise) {
            promise.textContent = rateData.linkstar_promise || "";
        }
    },
});

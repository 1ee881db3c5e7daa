import {Deferred, advanceTime} from "@odoo/hoot";
import {MockServer, getService} from "@web/../tests/web_test_helpers";
import {onWebsocketEvent} from "@bus/../tests/mock_websocket";

/** Call before the view is mounted; what it returns waits until ``channel`` is heard. */
export function listensTo(channel) {
    const subscribed = new Deferred();
    onWebsocketEvent("subscribe", ({channels}) => {
        if (channels.includes(channel)) {
            subscribed.resolve();
        }
    });
    return async () => {
        await advanceTime(1000);
        await subscribed;
    };
}

/** The messages, one after the other; then half a second passes. */
export async function send(channel, type, ...payloads) {
    const received = new Deferred();
    let left = payloads.length;
    getService("bus_service").subscribe(type, () => {
        left -= 1;
        if (!left) {
            received.resolve();
        }
    });
    for (const payload of payloads) {
        MockServer.env["bus.bus"]._sendone(channel, type, payload);
    }
    await advanceTime(10);
    await received;
    await advanceTime(500);
}

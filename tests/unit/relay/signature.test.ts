import { createHmac } from 'node:crypto';
import { signatureHeaders } from '../../../activities/relay/signature';

test('the example of the Standard Webhooks convention comes out as it says', () => {
  const headers = signatureHeaders(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1614265330,
    '{"test": 2432232314}',
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('a secret of another shape is taken as it is, and letters beyond ASCII are signed as UTF-8', () => {
  const mac = createHmac('sha256', 'một khóa dài của cổng').update('a.1.{"tên":"Ân"}', 'utf8').digest('base64');
  const { 'webhook-signature': signature } = signatureHeaders('một khóa dài của cổng', 'a', 1, '{"tên":"Ân"}');
  expect(signature).toBe(`v1,${mac}`);
});

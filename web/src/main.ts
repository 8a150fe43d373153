import '@fontsource/be-vietnam-pro/vietnamese-400.css';
import '@fontsource/be-vietnam-pro/latin-ext-400.css';
import '@fontsource/be-vietnam-pro/latin-400.css';
import '@fontsource/be-vietnam-pro/vietnamese-600.css';
import '@fontsource/be-vietnam-pro/latin-ext-600.css';
import '@fontsource/be-vietnam-pro/latin-600.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './style.css';
import './shared/style.css';
import { opened } from './opening';

// Who is here is asked while the application is still on its way: on a slow computer the one takes as long as the other.
void opened().catch(() => undefined);
import('./application').catch(() => {
  const place = document.querySelector('#root .begin');
  if (place)
    place.textContent =
      'Không tải được ứng dụng. Kiểm tra mạng rồi tải lại trang. – The application could not be loaded. Check the network, then reload.';
});

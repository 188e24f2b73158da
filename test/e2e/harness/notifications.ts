// Reads and answers the workbench's notifications.
import type { Locator, Page } from 'playwright-core';

const toasts = (page: Page): Locator => page.locator('.notifications-toasts .notification-list-item');

export async function notifications(page: Page): Promise<string[]> {
  return toasts(page).locator('.notification-list-item-message').allInnerTexts();
}

/** Waits for a notification that contains the text, and answers all it says. */
export async function waitForNotification(page: Page, text: string | RegExp): Promise<string> {
  const toast = toasts(page).filter({ hasText: text }).first();
  await toast.waitFor();
  return toast.locator('.notification-list-item-message').innerText();
}

/** Presses a button of the notification that contains the text. */
export async function answerNotification(page: Page, text: string | RegExp, button: string): Promise<void> {
  const toast = toasts(page).filter({ hasText: text }).first();
  await toast
    .locator('.notification-list-item-buttons-container')
    .getByRole('button', { name: button })
    .click();
}

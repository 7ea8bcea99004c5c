// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.chromium.HeadlessChromium;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.apache.iggy.connector.connect.http.view.PositionReset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** The dashboard as its users meet it: in Chromium, over connectors that work. */
class DashboardBrowserTest {
  private static final int PHONE = 360;

  @TempDir private static Path profile;
  private static HeadlessChromium chromium;
  private static ChromeDriver driver;

  private InMemoryRuntime runtime;
  private ConnectHttpServer server;
  private ScheduledExecutorService worker;

  @BeforeAll
  static void startChromium() {
    chromium = HeadlessChromium.start(profile);
    driver = chromium.driver();
  }

  @AfterAll
  static void closeChromium() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void start() {
    runtime = InMemoryRuntime.typical();
    worker = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> unused =
        worker.scheduleAtFixedRate(() -> runtime.work(250, 1), 0, 100, TimeUnit.MILLISECONDS);
    open("");
  }

  private void open(String key) {
    server = ConnectHttpServer.start(ApiSettings.withKey(key), runtime, new ConnectMetrics());
    chromium.prefer("light");
    chromium.resize(1280, 900);
    driver.get(server.address() + "ui");
    driver.executeScript("localStorage.clear(); sessionStorage.clear()");
    driver.navigate().refresh();
  }

  @AfterEach
  void shouldHaveReportedNoError() {
    closeServer();
    worker.shutdownNow();
    assertThat(chromium.errors())
        .filteredOn(error -> !error.contains("status of 4") && !error.contains("status of 500"))
        .filteredOn(error -> !error.contains("ERR_CONNECTION_REFUSED"))
        .as("errors in the browser's console")
        .isEmpty();
  }

  /** Leaves the page first: a server that is closed cuts what a page is asking. */
  private void closeServer() {
    driver.get("about:blank");
    server.close();
  }

  @Test
  void shouldListConnectorsWithStateAndLiveFigures() {
    await("document.querySelectorAll('a.row').length === 4");
    assertThat(texts("a.row .names b"))
        .containsExactly("Audit trail", "Customers", "Orders to PostgreSQL", "Random events");
    assertThat(texts("a.row .pill")).containsExactly("stopped", "error", "running", "running");
    await("parseFloat(" + cell("orders", "messages") + ".replace(',', '')) > 500");
    String before = (String) script(cell("orders", "errors"));
    await(cell("orders", "errors") + " !== '" + before + "'");
    await(path("[data-figure=messages] .line") + ".includes('L')");
    assertThat(text("[data-figure=running] .value")).isEqualTo("2 / 4");
    assertThat(text("[data-figure=running] .hint")).isEqualTo("1 connector failed");
    assertThat(text("#runtime")).contains("0.1.0-SNAPSHOT");
  }

  @Test
  void shouldFindAConnector() {
    await("document.querySelectorAll('a.row').length === 4");
    driver.findElement(By.id("filter")).sendKeys("postgre");
    await("document.querySelectorAll('a.row:not([hidden])').length === 1");
    driver.findElement(By.id("filter")).sendKeys("x");
    await("!document.getElementById('no-connectors').hidden");
  }

  @Test
  void shouldShowOneConnectorWithItsFiguresAndSamples() {
    openConnector("orders");

    assertThat(text("#detail-name")).startsWith("Orders to PostgreSQL");
    await("document.getElementById('detail-flow').textContent === 'shop / orders → postgres'");
    await(path("#detail-figures [data-figure=messages] .line") + ".includes('L')");
    await("document.querySelectorAll('.sample').length === 2");
    assertThat(texts(".sample:first-child figcaption b"))
        .containsExactly("input", "add_fields", "delete_fields");
    assertThat(texts(".sample:first-child ins")).containsExactly("\"region\": \"eu\"");
    assertThat(texts(".sample:first-child del")).containsExactly("\"password\": \"x\",");
    assertThat(driver.findElements(By.cssSelector(".sample img"))).isEmpty();
    assertThat(driver.getTitle()).isEqualTo("orders · Iggy Connect");
  }

  @Test
  void shouldShowErrorsProgressAndTheRedactedConfiguration() {
    openConnector("orders");

    driver.findElement(By.id("tab-errors")).click();
    await("document.querySelectorAll('#panel-errors tbody tr').length === 2");
    assertThat(text("#panel-errors"))
        .contains("4 dead letters in shop / orders_dead", "expected a comma");

    driver.findElement(By.id("tab-progress")).click();
    await("document.querySelectorAll('#panel-progress tbody tr').length === 2");

    driver.findElement(By.id("tab-config")).click();
    await("document.getElementById('config-json') !== null");
    assertThat(text("#config-json")).contains("app:***@db.example", "\"batch_size\": 500");
    assertThat(text("#panel-config")).contains("add_fields → delete_fields", "Version 0 (active)");
  }

  @Test
  void shouldPauseResumeStopAndStart() {
    openConnector("orders");

    click("pause", "paused");
    assertThat(driver.findElement(By.id("pause")).isDisplayed()).isFalse();
    click("resume", "running");
    click("stop", "stopped");
    assertThat(text("#restart")).isEqualTo("Start");
    click("restart", "running");
    await("document.querySelector('.toast').textContent.includes('Orders to PostgreSQL')");
  }

  @Test
  void shouldResetAConnectorThatRuns() {
    openConnector("orders");

    driver.findElement(By.id("reset")).click();
    assertThat(driver.findElement(By.id("reset-dialog")).isDisplayed()).isTrue();
    driver.findElement(By.id("reset-cancel")).click();
    assertThat(runtime.resetOf(InMemoryRuntime.ORDERS)).isEmpty();

    driver.findElement(By.id("reset")).click();
    WebElement offset = driver.findElement(By.id("reset-offset"));
    offset.sendKeys(Keys.chord(Keys.CONTROL, "a"), "42");
    driver.findElement(By.id("reset-confirm")).click();
    await("document.querySelector('.toast')?.textContent.includes('was reset')");

    assertThat(runtime.resetOf(InMemoryRuntime.ORDERS).orElseThrow().target())
        .isEqualTo(PositionReset.Target.OFFSET);
    assertThat(runtime.resetOf(InMemoryRuntime.ORDERS).orElseThrow().value()).hasValue(42);
    await("document.querySelector('#detail-name .pill').dataset.state === 'running'");
  }

  @Test
  void shouldTellWhyARestartFailed() {
    driver.get(server.address() + "ui#/sources/broken");
    await("!document.getElementById('last-error').hidden");
    assertThat(text("#last-error")).contains("cannot connect to db.example:5432");
    assertThat(
            driver.findElement(By.cssSelector("#detail-figures [data-figure=lag]")).isDisplayed())
        .isFalse();

    driver.findElement(By.id("restart")).click();
    await("document.querySelector('.toast.error')?.textContent.includes('connection refused')");
  }

  @Test
  void shouldAskForTheKeyUntilItIsRight() {
    closeServer();
    open("correct-horse");

    await("document.getElementById('key-dialog').open");
    assertThat(driver.findElements(By.cssSelector("a.row"))).isEmpty();
    enterKey("wrong");
    await(
        "document.getElementById('key-dialog').open &&"
            + " !document.getElementById('key-wrong').hidden");
    enterKey("correct-horse");
    await("document.querySelectorAll('a.row').length === 4");

    driver.navigate().refresh();
    await("document.querySelectorAll('a.row').length === 4");
  }

  private static void enterKey(String key) {
    driver.findElement(By.id("key")).sendKeys(key, Keys.ENTER);
  }

  @Test
  void shouldSayThatTheRuntimeIsGone() {
    await("document.getElementById('link-text').textContent === 'Live'");
    server.close();
    await("document.getElementById('link-text').textContent === 'Not connected'");
    assertThat(text("#problem")).isEqualTo("The runtime does not answer.");
    // Requests that were cut when it went are told as errors of their own; they are taken here.
    assertThat(chromium.errors()).allMatch(error -> error.contains("net::ERR_"));
  }

  @Test
  void shouldBeDarkWhereTheSystemIsAndRememberAnotherChoice() {
    Object light = script("getComputedStyle(document.body).backgroundColor");
    chromium.prefer("dark");
    await("document.documentElement.dataset.theme === 'dark'");
    assertThat(script("getComputedStyle(document.body).backgroundColor")).isNotEqualTo(light);

    driver.findElement(By.id("theme")).click();
    driver.navigate().refresh();
    await("document.documentElement.dataset.theme === 'light'");
  }

  @Test
  void shouldFitAPhone() {
    chromium.resize(PHONE, 740);
    await("document.querySelectorAll('a.row').length === 4");
    assertFits("overview");
    openConnector("orders");
    for (String tab : List.of("samples", "errors", "progress", "config")) {
      driver.findElement(By.id("tab-" + tab)).click();
      await("document.getElementById('panel-" + tab + "').childElementCount > 0");
      assertFits(tab);
    }
  }

  private static void assertFits(String what) {
    assertThat((Long) script("document.documentElement.scrollWidth"))
        .as(what)
        .isLessThanOrEqualTo((Long) script("document.documentElement.clientWidth"));
  }

  @Test
  void shouldWorkByKeyboardAlone() {
    await("document.querySelectorAll('a.row').length === 4");
    press(Keys.TAB);
    assertThat(script("document.activeElement.className")).isEqualTo("skip-link");
    driver.findElement(By.id("filter")).sendKeys("orders");
    press(Keys.TAB);
    press(Keys.ENTER);
    await("!document.getElementById('detail').hidden");
    driver.executeScript("document.getElementById('tab-samples').focus()");
    press(Keys.ARROW_RIGHT);
    assertThat(script("document.activeElement.id")).isEqualTo("tab-errors");
    press(Keys.END);
    assertThat(script("document.activeElement.id")).isEqualTo("tab-config");
  }

  private void openConnector(String key) {
    driver.get(server.address() + "ui#/sinks/" + key);
    await("document.getElementById('counters').childElementCount > 0");
  }

  private static void click(String id, String state) {
    await("!document.getElementById('" + id + "').hidden");
    driver.findElement(By.id(id)).click();
    await("document.querySelector('#detail-name .pill').dataset.state === '" + state + "'");
    await("!document.getElementById('actions').hasAttribute('aria-busy')");
  }

  private static void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  private static String cell(String key, String kind) {
    return "document.querySelector('a[href=\"#/sinks/" + key + "\"] ." + kind + " b').textContent";
  }

  private static String path(String selector) {
    return "(document.querySelector('" + selector + "')?.getAttribute('d') ?? '')";
  }

  private static String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  private static List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .map(element -> element.getText().strip())
        .toList();
  }

  private static Object script(String expression) {
    return chromium.evaluate(expression);
  }

  private static void await(String condition) {
    chromium.await(condition);
  }
}

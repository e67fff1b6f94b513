// The package names types that it does not ship.
declare module "@getodk/web-forms" {
  import type { Component, Plugin } from "vue";
  export const OdkWebForm: Component;
  export const webFormsPlugin: Plugin;
}

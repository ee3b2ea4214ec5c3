import "@/shared/styles/tokens.css";
import "@/shared/styles/fonts.css";
import "@/shared/styles/base.css";
import "@/shared/styles/forms.css";
import "@/shared/styles/rows.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { App } from "./App";
import { queryClient } from "./queryClient";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root.");

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Router base="/caseyos">
        <App />
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);

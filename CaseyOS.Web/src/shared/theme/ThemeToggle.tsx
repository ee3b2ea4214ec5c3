import { Moon, Sun } from "lucide-react";
import { IconButton } from "@/shared/ui/Button";
import { setTheme, useTheme } from "./theme";

export function ThemeToggle() {
  const theme = useTheme();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <IconButton label={`Switch to the ${other} theme`} onClick={() => setTheme(other)}>
      {theme === "dark" ? <Sun /> : <Moon />}
    </IconButton>
  );
}

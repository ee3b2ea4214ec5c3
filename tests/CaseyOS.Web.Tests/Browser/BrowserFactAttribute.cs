using System.Runtime.CompilerServices;

namespace CaseyOS.Web.Tests.Browser;

/// <summary>A fact that needs a browser; skipped where there is none, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = BrowserSkip.Reason;
}

/// <summary>A theory that needs a browser; skipped where there is none, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = BrowserSkip.Reason;
}

internal static class BrowserSkip
{
    public static string? Reason => Chromium.Path is null && !Chromium.IsRequired
        ? "No Chromium on this machine: install the package chromium, or name a program in the variable CHROMIUM."
        : null;
}

using System.Text.Json;
using CaseyOS.Testing;
using Microsoft.Playwright;

namespace CaseyOS.Web.Tests.Browser;

/// <summary>The accessibility rules of axe-core, run in the page.</summary>
internal static class Axe
{
    private static readonly string Script = Path.Combine(Repository.Root, "CaseyOS.Web", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Fails with rule and elements when anything breaks WCAG 2.2 A or AA, or axe's best practices.</summary>
    public static async Task CheckAsync(IPage page)
    {
        // Evaluated and not added as an element: the page's own policy refuses foreign scripts, and that stays so.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        var result = await page.EvaluateAsync<JsonElement>(
            "() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })");
        var violations = result.GetProperty("violations").EnumerateArray().Select(Describe).ToList();
        if (violations.Count > 0)
        {
            Assert.Fail(string.Join(Environment.NewLine, violations));
        }
    }

    private static string Describe(JsonElement violation) =>
        $"{violation.GetProperty("id").GetString()}: {violation.GetProperty("help").GetString()} "
        + string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Select(node => $"{node.GetProperty("html").GetString()} ({node.GetProperty("failureSummary").GetString()})"));
}

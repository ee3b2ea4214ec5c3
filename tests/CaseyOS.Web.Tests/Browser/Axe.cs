using System.Text.Json;
using CaseyOS.Testing;
using Microsoft.Playwright;

namespace CaseyOS.Web.Tests.Browser;

/// <summary>The accessibility rules of axe-core, run in the page.</summary>
internal static class Axe
{
    private static readonly string Script = Path.Combine(Repository.Root, "CaseyOS.Web", "node_modules", "axe-core", "axe.min.js");

    /// <summary>Fails with rule and elements when anything breaks WCAG 2.2 A or AA, or axe's best practices.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="within">Only what lies within this selector: what a bar at the foot covers by chance can be scrolled to.</param>
    public static async Task CheckAsync(IPage page, string within = "html")
    {
        // Evaluated and not added as an element: the page's own policy refuses foreign scripts, and that stays so.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        var result = await page.EvaluateAsync<JsonElement>(
            "within => axe.run(within, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })", within);
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

using CaseyOS.Testing;
using Microsoft.Playwright;

namespace CaseyOS.Web.Tests.Browser;

/// <summary>Screenshots for people, under <c>artifacts/</c>.</summary>
internal static class Picture
{
    public static Task TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screens", $"{name}.png") });
}

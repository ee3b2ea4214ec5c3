namespace CaseyOS.Web.Tests.Browser;

/// <summary>A size of screen that the page is made for.</summary>
public sealed record Screen(string Name, int Width, int Height, bool IsPhone)
{
    /// <summary>A small laptop.</summary>
    public static Screen Desk { get; } = new("desk", 1280, 800, IsPhone: false);

    /// <summary>A small phone.</summary>
    public static Screen Phone { get; } = new("phone", 375, 812, IsPhone: true);
}

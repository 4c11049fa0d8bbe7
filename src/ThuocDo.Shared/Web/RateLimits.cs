namespace ThuocDo.Shared.Web;

/// <summary>Names of the limits by address; put <c>[EnableRateLimiting(RateLimits.Attempts)]</c> on the page model.</summary>
public static class RateLimits
{
    /// <summary>Posts that guess at a secret: sign-in, second factor, tracking. Reading the form is not counted.</summary>
    public const string Attempts = "attempts";
}

namespace NurseryGen.Engine;

/// <summary>Texts of user exceptions. Their properties are user code: what it throws must not become a second failure.</summary>
internal static class ExceptionText
{
    public static string SafeMessage(this Exception exception)
    {
        try
        {
            return exception.Message ?? "";
        }
        catch (Exception error)
        {
            return $"{exception.GetType()} (its Message threw {error.GetType().Name})";
        }
    }

    public static string SafeText(this Exception exception)
    {
        try
        {
            return exception.ToString() ?? "";
        }
        catch (Exception error)
        {
            return $"{exception.GetType()} (its ToString threw {error.GetType().Name})";
        }
    }
}

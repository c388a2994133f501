namespace CsPlatform.Adapters.Tests.Support;

/// <summary>Events in proto JSON.</summary>
internal static class ProtoJson
{
    private const string Template = """
        {"source":"chat","event_id":"m-#","shop":{"platform":"p","shop_id":"s"},"occurred_at":"2021-02-01T02:00:00Z","message_sent":{"consultation_id":"c#","role":"SENDER_ROLE_BUYER","text":"[“你好”, {\"]\"}]"}}
        """;

    public static string Event(int number) => Template.Replace("#", $"{number}", StringComparison.Ordinal);
}

using Cruddur.ServiceDefaults.Scrubbing;

namespace Cruddur.Tests.ServiceDefaults.Scrubbing;

public sealed class SecretKeyTests
{
    [Theory]
    [InlineData("password")]
    [InlineData("Password")]
    [InlineData("PASSWORD")]
    [InlineData("db.password")]
    [InlineData("userPassword")]
    [InlineData("userpassword")]
    [InlineData("DBPassword")]
    [InlineData("old_passwd")]
    [InlineData("pwd")]
    [InlineData("secret")]
    [InlineData("client_secret")]
    [InlineData("ClientSecret")]
    [InlineData("clientsecret")]
    [InlineData("token")]
    [InlineData("accesstoken")]
    [InlineData("__RequestVerificationToken")]
    [InlineData("authorization")]
    [InlineData("http.request.header.authorization")]
    [InlineData("http.request.header.authorization.0")]
    [InlineData("Proxy-Authorization")]
    [InlineData("cookie")]
    [InlineData("Cookies[0]")]
    [InlineData("Set-Cookie")]
    [InlineData("apikey")]
    [InlineData("APIKey")]
    [InlineData("ApiKey")]
    [InlineData("x-api-key")]
    [InlineData("HONEYCOMB_API_KEY")]
    [InlineData("x-otlp-api-key")]
    [InlineData("accessKey")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("private_key")]
    [InlineData("credential")]
    [InlineData("AwsCredentials")]
    [InlineData("connectionString")]
    [InlineData("connection_string")]
    [InlineData("ConnectionStrings:cruddur")]
    [InlineData("ConnectionStrings__cruddur")]
    [InlineData("sessionToken")]
    [InlineData("X-Amz-Security-Token")]
    [InlineData("X-Amz-Signature")]
    [InlineData("x-honeycomb-team")]
    [InlineData("X-Rollbar-Access-Token")]
    [InlineData("ROLLBAR_ACCESS_TOKEN")]
    [InlineData("token_value")]
    [InlineData("password.hash")]
    [InlineData("private")]
    [InlineData("app.private")]
    [InlineData("private_text")]
    [InlineData("message.text")]
    [InlineData("message_body")]
    [InlineData("messageText")]
    [InlineData("confirmationCode")]
    public void Key_of_a_secret_is_known_in_any_notation(string key) => Assert.True(Scrubber.IsSecret(key));

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("tokenizer")]
    [InlineData("keyboard")]
    [InlineData("key")]
    [InlineData("cache_key")]
    [InlineData("primaryKey")]
    [InlineData("max_tokens")]
    [InlineData("tokens")]
    [InlineData("cancellation_token_count")]
    [InlineData("cancellationToken")]
    [InlineData("nextToken")]
    [InlineData("password_changed_at")]
    [InlineData("secretary")]
    [InlineData("cookieConsent")]
    [InlineData("author")]
    [InlineData("authority")]
    [InlineData("message")]
    [InlineData("messaging.message.body.size")]
    [InlineData("exception.message")]
    [InlineData("private_ip")]
    [InlineData("trace_id")]
    [InlineData("session.id")]
    [InlineData("url.full")]
    [InlineData("db.query.text")]
    [InlineData("http.response.status_code")]
    [InlineData("user.id")]
    [InlineData("id")]
    public void Other_keys_are_not(string key) => Assert.False(Scrubber.IsSecret(key));

    [Fact]
    public void Decisions_that_no_longer_fit_the_memory_are_the_same()
    {
        for (var number = 0; number < 5_000; number++)
        {
            Assert.True(Scrubber.IsSecret($"field{number}.password"));
            Assert.False(Scrubber.IsSecret($"password.field{number}x"));
        }

        Assert.True(Scrubber.IsSecret(new string('x', 10_000) + ".password"));
        Assert.False(Scrubber.IsSecret("password." + new string('x', 10_000)));
    }

    [Fact]
    public void Value_goes_by_its_key_and_by_its_form()
    {
        var texts = new[] { "a", "b" };
        Assert.Same(texts, Scrubber.Value("hosts", texts));
        Assert.Equal(["a", "password=***"], (string[])Scrubber.Value("lines", new[] { "a", "password=canary" })!);
        Assert.Equal("***", Scrubber.Value("password", "canary"));
        Assert.Equal("***", Scrubber.Value("password", 12345));
        Assert.Equal("***", Scrubber.Value("cookies", texts));
        Assert.Equal("***", Scrubber.Value("anything", new Private("canary")));
        Assert.Equal("https://a:***@host/", Scrubber.Value("url.full", new Uri("https://a:canary@host/")));
        Assert.Equal(true, Scrubber.Value("password", true));
        Assert.Null(Scrubber.Value("password", null));
        Assert.Equal(7, Scrubber.Value("count", 7));
    }

    [Fact]
    public void Private_text_shows_as_the_mask() => Assert.Equal("wrote ***", $"wrote {new Private("canary")}");
}

using Cruddur.ServiceDefaults.Rollbar;

namespace Cruddur.Tests.ServiceDefaults.Rollbar;

public sealed class JavaScriptStackTests
{
    [Theory]
    [InlineData("chromium", """
        TypeError: Cannot read properties of undefined (reading 'x')
            at inner (https://cruddur.test/app.js:12:7)
            at Form.submit [as handler] (https://cruddur.test/app.js:20:11)
            at new Form (https://cruddur.test/app.js:31:5)
            at async go (https://cruddur.test/navigation.js:50:24)
            at async https://cruddur.test/navigation.js:60:2
            at Array.map (<anonymous>)
            at eval (eval at run (https://cruddur.test/app.js:3:9), <anonymous>:1:1)
            at https://cruddur.test/app.js:40:3
        """, """
        https://cruddur.test/app.js:40:3 <anonymous>
        https://cruddur.test/app.js:3:9 run
        <anonymous>:: Array.map
        https://cruddur.test/navigation.js:60:2 <anonymous>
        https://cruddur.test/navigation.js:50:24 go
        https://cruddur.test/app.js:31:5 new Form
        https://cruddur.test/app.js:20:11 Form.submit [as handler]
        https://cruddur.test/app.js:12:7 inner
        """)]
    [InlineData("firefox", """
        inner@https://cruddur.test/app.js:12:7
        submit/<@https://cruddur.test/@worf/app.js:20:11
        async*go@https://cruddur.test/navigation.js:50:24
        @https://cruddur.test/app.js:40:3
        """, """
        https://cruddur.test/app.js:40:3 <anonymous>
        https://cruddur.test/navigation.js:50:24 async*go
        https://cruddur.test/@worf/app.js:20:11 submit/<
        https://cruddur.test/app.js:12:7 inner
        """)]
    [InlineData("safari", """
        inner@https://cruddur.test/app.js:12:7
        map@[native code]
        global code@https://cruddur.test/app.js:40:3
        """, """
        https://cruddur.test/app.js:40:3 global code
        [native code]:: map
        https://cruddur.test/app.js:12:7 inner
        """)]
    [InlineData("none", "", "")]
    [InlineData("odd", "at \nat (\n@\n@:\nat :1:2\nat eval (eval at \nplain text: 5\nat x (https://a/b.js:99999999999:1)", "https://a/b.js:99999999999:1: x")]
    public void Frames_are_read_from_every_browsers_form_innermost_last(string browser, string stack, string expected)
    {
        Assert.NotEmpty(browser);
        Assert.Equal(
            expected.ReplaceLineEndings("\n"),
            string.Join('\n', JavaScriptStack.Frames(stack).Select(frame => $"{frame.Filename}:{frame.Line}:{frame.Column} {frame.Method}")));
    }

    [Fact]
    public void Stack_without_end_is_cut() =>
        Assert.Equal(50, JavaScriptStack.Frames(string.Concat(Enumerable.Repeat("    at f (https://a/b.js:1:1)\n", 500))).Count);
}

// A menu of ussd-menu-builder as its guide shows one: three screens with the words of ours, nothing stored.
// `http` of Node alone, which costs less than the Express of the guide.
const http = require('http');
const UssdMenu = require('ussd-menu-builder');

const [main, help, lessons] = JSON.parse(process.argv[2]);
const menu = new UssdMenu();
menu.startState({ run: () => menu.con(main), next: { 6: 'help' } });
menu.state('help', { run: () => menu.con(help), next: { 5: 'lessons', 0: '__start__' } });
menu.state('lessons', { run: () => menu.con(lessons), next: { 0: 'help' } });

const server = http.createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    const form = new URLSearchParams(body);
    const args = {
      sessionId: form.get('sessionId'),
      phoneNumber: form.get('phoneNumber'),
      serviceCode: form.get('serviceCode'),
      text: form.get('text'),
    };
    menu.run(args, (said) => {
      response.writeHead(200, {
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Length': Buffer.byteLength(said),
      });
      response.end(said);
    });
  });
});
// Callers keep their connections while they wait for a screen of ours.
server.keepAliveTimeout = 75000;
server.listen(0, '127.0.0.1', () => console.log('127.0.0.1:' + server.address().port));
